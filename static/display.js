// Easier to see: sizes and colours change on the screen that stands there, and nothing typed on it is lost.

import { fit } from "./fitting.js";

const WORN = ["size", "contrast", "low", "keys", "forgets", "says", "headphones"];

// Takes over what a new screen wears, if it is the same screen. Returns whether it was.
export function dress(root, html) {
  const now = root.querySelector(".screen");
  const next = new DOMParser().parseFromString(html, "text/html").querySelector(".screen");
  if (!now || now.dataset.seq !== next.dataset.seq || now.lang !== next.lang) {
    return false;
  }
  for (const each of WORN) {
    if (each in next.dataset) {
      now.dataset[each] = next.dataset[each];
    } else {
      delete now.dataset[each];
    }
  }
  const pressed = document.activeElement?.closest(".display form")?.action;
  now.querySelector(".display .ways").replaceWith(next.querySelector(".display .ways"));
  const family = [now, next].map((each) => each.querySelector(".family"));
  if (family[0] && family[1]) {
    family[0].replaceWith(family[1]);
  }
  fit(root);
  if (pressed) {
    [...now.querySelectorAll(".display form")].find((each) => each.action === pressed)?.querySelector("button").focus();
  }
  return true;
}

export function wireDisplay(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens-dialog]");
    if (opener) {
      root.querySelector(`dialog.${opener.dataset.opensDialog}`).showModal();
    }
    event.target.closest("[data-closes]")?.closest("dialog").close();
  });
}
