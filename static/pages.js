// A screen of several pages: one is seen at a time, and nothing typed is lost between them.

import { fit } from "./fitting.js";

export function wirePages(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turns-to]");
    if (button) {
      turnTo(root, ticked(root, button.dataset.unless) ? button.dataset.otherwise : button.dataset.turnsTo);
    }
  });
  // Enter on a page that has a "next" turns the page; it does not send a form whose other pages nobody has seen.
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) {
      return;
    }
    const next = event.target.closest(".page")?.querySelector(".primary[data-turns-to]");
    if (next) {
      event.preventDefault();
      next.click();
    }
  });
}

export function firstPage(root) {
  const pages = [...root.querySelectorAll("[data-page]")];
  const wanted = root.querySelector(".screen")?.dataset.part;
  if (pages.length) {
    turnTo(root, pages.some((each) => each.dataset.page === wanted) ? wanted : pages[0].dataset.page, false);
  }
}

// "field=value" pairs: whether one of them is ticked.
function ticked(root, pairs = "") {
  return pairs
    .split(" ")
    .filter(Boolean)
    .map((pair) => pair.split("="))
    .some(([name, value]) => root.querySelector(`[name="${name}"][value="${value}"]`)?.checked);
}

function turnTo(root, name, focus = true) {
  for (const page of root.querySelectorAll("[data-page]")) {
    page.hidden = page.dataset.page !== name;
  }
  const page = root.querySelector(`[data-page="${name}"]`);
  for (const each of page.querySelectorAll("[data-repeats]")) {
    const said = each.dataset.repeats.split(" ").map((part) => answer(root, part)).filter(Boolean).join(" ");
    each.textContent = said ? (each.dataset.filled ?? said) : each.dataset.blank;
  }
  fit(root);
  if (focus) {
    (page.querySelector("input:not([type=hidden])") ?? page.querySelector("h1, [tabindex]"))?.focus({ preventScroll: true });
  }
}

function answer(root, name) {
  const ticked = root.querySelector(`[name="${name}"]:checked`);
  if (ticked) {
    return ticked.closest("label").textContent.trim();
  }
  const field = root.querySelector(`[name="${name}"]:not([type=radio])`);
  return field?.value ?? "";
}
