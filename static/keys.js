// The keys on the screen: digits, kana and letters are typed into the field that they belong to.

const VOICED = pairs("カキクケコサシスセソタチツテトハヒフヘホウ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ");
const HALF_VOICED = pairs("ハヒフヘホ", "パピプペポ");
const SMALL = pairs("アイウエオツヤユヨワ", "ァィゥェォッャュョヮ");
const CHANGES = { voiced: VOICED, half_voiced: HALF_VOICED, small: SMALL };

function pairs(plain, changed) {
  const both = new Map();
  [...plain].forEach((each, index) => {
    both.set(each, [...changed][index]);
    both.set([...changed][index], each);
  });
  return both;
}

export function wireKeys(root) {
  let field = null;
  root.addEventListener("focusin", (event) => {
    if (event.target.matches("input:not([type=checkbox], [type=radio], [type=hidden])")) {
      field = event.target;
    }
  });
  // Pressing a key must not take the focus away from the field that it types into.
  root.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-key], [data-act]")) {
      event.preventDefault();
    }
  });
  root.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key], [data-act], [data-opens]");
    if (!key) {
      return;
    }
    if (key.dataset.opens !== undefined) {
      openRow(key.closest(".kana"), key.dataset.opens);
      follow(key, key.closest(".kana"));
      return;
    }
    const into = key.closest("[data-types-into]")?.dataset.typesInto;
    const last = field?.isConnected ? field : root.querySelector(".staff input[name=name]");
    press(key, into ? root.querySelector(`#${into}`) : last);
    if (key.closest(".kana-row")) {
      openRow(key.closest(".kana"), "");
      follow(key, key.closest(".kana"));
    }
  });
  root.addEventListener("input", (event) => shown(root, event.target));
}

// Whoever uses keys alone stands on a key that has just gone: they go on at the first in its place.
function follow(key, kana) {
  if (!key.checkVisibility() && [key, document.body].includes(document.activeElement)) {
    [...kana.querySelectorAll(".key")].find((each) => each.checkVisibility())?.focus({ preventScroll: true });
  }
}

// Where the letters stand in the place of the rows, the rows come back after each letter.
export function openRow(kana, row) {
  kana.classList.toggle("opened", row !== "");
  for (const each of kana.querySelectorAll("[data-row]")) {
    each.classList.toggle("open", each.dataset.row === row);
  }
  for (const each of kana.querySelectorAll("[data-opens]")) {
    each.setAttribute("aria-pressed", String(each.dataset.opens === row));
  }
}

function press(key, field) {
  if (!field) {
    return;
  }
  if (key.dataset.act === "shift") {
    shift(key);
    return;
  }
  field.value = typed(field.value, key.dataset).slice(0, field.maxLength > 0 ? field.maxLength : undefined);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function typed(text, { key, act }) {
  const letters = [...text];
  if (key !== undefined) {
    return text + key;
  }
  const last = letters.pop() ?? "";
  if (act === "erase") {
    return letters.join("");
  }
  return letters.join("") + (CHANGES[act].get(last) ?? last);
}

function shift(key) {
  const on = key.getAttribute("aria-pressed") !== "true";
  key.setAttribute("aria-pressed", String(on));
  for (const each of key.closest(".letters").querySelectorAll("[data-key]")) {
    each.dataset.key = on ? each.dataset.key.toUpperCase() : each.dataset.key.toLowerCase();
    each.textContent = each.dataset.key;
  }
}

// What a hidden field holds is shown in its cells: as digits, or as dots where it is masked.
export function shown(root, field) {
  if (field.dataset?.takes === "digits") {
    field.value = field.value.normalize("NFKC").replace(/\D/g, "");
  }
  const needs = Number(field.dataset?.needs ?? 0);
  if (!needs) {
    return;
  }
  const cells = root.querySelector(`[data-shows="${field.name}"]`);
  const masked = cells.classList.contains("masked");
  cells.querySelectorAll(".cell").forEach((cell, index) => {
    const digit = field.value[index] ?? "";
    cell.textContent = digit && masked ? "●" : digit;
    cell.classList.toggle("next", index === field.value.length);
  });
  const parts = [...cells.querySelectorAll(".row")].map((row) => row.parentElement);
  const now = cells.querySelector(".next")?.closest(".row").parentElement ?? parts.at(-1);
  for (const part of parts) {
    part.classList.toggle("now", part === now);
  }
  field.form.querySelector(".ok").disabled = field.value.length < needs;
}
