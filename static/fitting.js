// What does not fit a glass goes away in order: hints, then pictures; then the page is cut into parts, and nothing scrolls.

const CONTAINERS = ".stage, .page, .whole, .filling, .words, .choices, .ticks:not(.three), .items, .choosing, .steppers";
const KEPT = ".picture, .mirror, .work, .kana, .keypad, .entry, .ink, .cells, .ticks.three, .staff, input[type=hidden]";
const HAIR = 0.25;

export function fit(root) {
  const screen = root.querySelector(".screen");
  const stage = screen?.querySelector(".stage");
  if (!stage) {
    return;
  }
  for (const each of ["data-tight", "data-bare", "data-parted"]) {
    screen.removeAttribute(each);
  }
  for (const each of stage.querySelectorAll("[data-away], [data-of-part]")) {
    each.removeAttribute("data-away");
    each.removeAttribute("data-of-part");
  }
  screen.querySelector(".turns").hidden = true;
  for (const smaller of ["data-tight", "data-bare"]) {
    if (!overflows(stage)) {
      return;
    }
    screen.setAttribute(smaller, "");
  }
  if (overflows(stage)) {
    cut(screen, stage);
  }
}

// Whether anything that is seen runs out of the stage, or out of the box that it stands in.
export function overflows(stage) {
  const room = stage.getBoundingClientRect();
  for (const each of stage.querySelectorAll("*")) {
    if (each.closest("svg, rt, rp, .unseen") || !each.checkVisibility()) {
      continue;
    }
    const box = each.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) {
      continue;
    }
    if (box.top < room.top - HAIR || box.bottom > room.bottom + HAIR || box.left < room.left - HAIR || box.right > room.right + HAIR) {
      return true;
    }
    if (each.matches("button, .tick") && (each.scrollWidth > each.clientWidth + HAIR || each.scrollHeight > each.clientHeight + HAIR)) {
      return true;
    }
  }
  return false;
}

function pieces(element) {
  return [...element.children].flatMap((each) => {
    if (each.matches(KEPT) || !each.checkVisibility()) {
      return [];
    }
    return each.matches(CONTAINERS) || each.querySelector(":scope > .filling") ? pieces(each) : [each];
  });
}

// The heading stays over all parts where there is room for it; where there is not, it is the first part's.
function cut(screen, stage) {
  screen.querySelector(".turns").hidden = false;
  screen.setAttribute("data-parted", "");
  const all = pieces(stage);
  const heading = all[0]?.matches("h1, h2") ? all[0] : null;
  const parts = (heading && parted(stage, all.slice(1))) || parted(stage, all, true);
  if (parts < 2) {
    screen.querySelector(".turns").hidden = true;
    screen.removeAttribute("data-parted");
    return;
  }
  screen.querySelector(".turns").dataset.parts = String(parts);
  turn(screen, 0);
}

// As many pieces in each part as fit. Gives how many parts it takes; 0 where one piece alone does not fit, unless it must.
function parted(stage, loose, must = false) {
  for (const each of loose) {
    each.setAttribute("data-away", "");
  }
  let part = 0;
  let held = 0;
  for (const each of loose) {
    each.removeAttribute("data-away");
    if (held > 0 && overflows(stage)) {
      part += 1;
      held = 0;
      for (const other of loose) {
        other.toggleAttribute("data-away", other !== each);
      }
    }
    if (held === 0 && !must && overflows(stage)) {
      for (const other of loose) {
        other.removeAttribute("data-away");
      }
      return 0;
    }
    each.dataset.ofPart = String(part);
    held += 1;
  }
  return part + 1;
}

function turn(screen, to) {
  const turns = screen.querySelector(".turns");
  const parts = Number(turns.dataset.parts);
  turns.dataset.now = String(to);
  for (const each of screen.querySelectorAll("[data-of-part]")) {
    each.toggleAttribute("data-away", each.dataset.ofPart !== String(to));
  }
  turns.querySelector(".count").textContent = `${to + 1} / ${parts}`;
  turns.querySelector("[data-turns-parts='-1']").hidden = to === 0;
  turns.querySelector("[data-turns-parts='1']").hidden = to === parts - 1;
}

export function wireParts(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turns-parts]");
    if (button) {
      const screen = root.querySelector(".screen");
      turn(screen, Number(screen.querySelector(".turns").dataset.now) + Number(button.dataset.turnsParts));
      if (button.hidden) {
        screen.querySelector("[data-turns-parts]:not([hidden])").focus({ preventScroll: true });
      }
    }
  });
  addEventListener("resize", () => fit(root));
  document.fonts?.ready.then(() => fit(root));
}
