// Numbers by steps: one press one step, held down many. The field keeps taking digits from a keyboard.

const HOLD_MS = 500;
const REPEAT_MS = 120;

export function wireSteppers(root) {
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
  };
  root.addEventListener("pointerdown", (event) => {
    const key = event.target.closest("[data-steps]");
    if (!key) {
      return;
    }
    const again = () => {
      step(root, key);
      timer = setTimeout(again, REPEAT_MS);
    };
    timer = setTimeout(again, HOLD_MS);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    root.addEventListener(end, stop);
  }
  root.addEventListener("click", (event) => {
    const key = event.target.closest("[data-steps]");
    if (key) {
      step(root, key);
    }
  });
}

// Beyond the last comes the first: December is one step from January.
function step(root, key) {
  const field = root.querySelector(`#${key.dataset.steps}`);
  const least = Number(field.dataset.least);
  const era = field.id === "birth_year" ? root.querySelector("[name=birth_era]:checked") : null;
  const most = Number(era?.dataset.last ?? field.dataset.most);
  const now = field.value ? Number(field.value) : NaN;
  const size = most - least + 1;
  const next = Number.isNaN(now)
    ? Math.min(Number(field.dataset.start), most)
    : least + ((((now - least + Number(key.dataset.step)) % size) + size) % size);
  field.value = String(next);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
