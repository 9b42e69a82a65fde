// Arrow keys go from one thing that can be pressed to the nearest in their direction; Enter presses it.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PRESSED = "button:not([disabled]), .tick input, input:not([type=hidden], [type=radio], [type=checkbox]), a[href]";
const ASIDE = 3;

// Where the keys begin on a new screen: at what is typed into; for keys alone at what is pressed; else at the heading.
export function begun(root) {
  const typed = root.querySelector("[data-needs]");
  const pressed = root.querySelector(".screen[data-keys]") ? things(root.querySelector(".stage"))[0] : null;
  return typed ?? pressed ?? [...root.querySelectorAll("h1")].find((each) => each.checkVisibility());
}

function things(within) {
  return [...within.querySelectorAll(PRESSED)].filter((each) => each.checkVisibility() && !each.closest(".unseen"));
}

export function wireMoving(root) {
  // On the document: where nothing has the focus, the arrows begin at the middle.
  document.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || writes(event.target, way)) {
      return;
    }
    const within = root.querySelector("dialog[open]") ?? root;
    const from = centre(event.target.closest(".unseen") ? within.querySelector(".cells") ?? within : event.target);
    const next = nearest(things(within).filter((each) => each !== event.target), from, way);
    if (next) {
      event.preventDefault();
      next.focus({ preventScroll: true });
    }
  });
  // Digits go into the one field that wants them, wherever the keys stand.
  root.addEventListener("keydown", (event) => {
    const wanting = root.querySelector("[data-needs]");
    if (wanting && /^[0-9]$/.test(event.key) && !event.target.matches("input")) {
      wanting.focus({ preventScroll: true });
    }
  });
}

// Within what is written, the arrows move among its letters; at its ends they lead away.
function writes(field, [across]) {
  if (!field.matches("input:not([type=radio], [type=checkbox])") || field.closest(".unseen") || across === 0) {
    return false;
  }
  return across > 0 ? field.selectionEnd < field.value.length : field.selectionStart > 0;
}

function centre(each) {
  const { left, top, width, height } = (each.closest(".tick") ?? each).getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

function nearest(all, from, [across, down]) {
  let best = null;
  let least = Infinity;
  for (const each of all) {
    const [x, y] = centre(each).map((value, index) => value - from[index]);
    const ahead = x * across + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * across);
    if (ahead > 1 && ahead + ASIDE * aside < least) {
      least = ahead + ASIDE * aside;
      best = each;
    }
  }
  return best;
}
