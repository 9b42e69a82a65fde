// A signature: the movement of finger or pen in a box of fixed size, written as an SVG path into the field beside it.

const NEAR = 4;
const LONGEST = 30000;
const INK = 7;

function at(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const within = (value, size) => Math.max(0, Math.min(size, Math.round(value)));
  return [
    within(((event.clientX - box.left) / box.width) * canvas.width, canvas.width),
    within(((event.clientY - box.top) / box.height) * canvas.height, canvas.height),
  ];
}

function fieldOf(root, canvas) {
  return root.querySelector(`#${canvas.dataset.signs}`);
}

export function wireSignature(root) {
  let last = null;
  root.addEventListener("pointerdown", (event) => {
    if (!event.target.matches("canvas[data-signs]")) {
      return;
    }
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    last = at(event.target, event);
    write(root, event.target, `M${last.join(" ")}`);
  });
  root.addEventListener("pointermove", (event) => {
    if (!last || !event.target.matches("canvas[data-signs]")) {
      return;
    }
    const point = at(event.target, event);
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= NEAR) {
      last = point;
      write(root, event.target, `L${point.join(" ")}`);
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    root.addEventListener(end, () => {
      last = null;
    });
  }
  root.addEventListener("click", (event) => {
    const name = event.target.closest("[data-clears]")?.dataset.clears;
    if (name) {
      root.querySelector(`#${name}`).value = "";
      drawn(root);
    }
  });
}

function write(root, canvas, step) {
  const field = fieldOf(root, canvas);
  if (field.value.length + step.length <= LONGEST) {
    field.value += step;
    drawn(root);
  }
}

// Draws what the field holds: after each movement, and when a press came back with everything typed.
export function drawn(root) {
  for (const canvas of root.querySelectorAll("canvas[data-signs]")) {
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = INK;
    pen.lineCap = pen.lineJoin = "round";
    // A stroke of one point is a dot, which a path without a length would not show.
    const path = fieldOf(root, canvas).value.replace(/M(\d+) (\d+)/g, "M$1 $2L$1 $2");
    pen.stroke(new Path2D(path));
  }
}
