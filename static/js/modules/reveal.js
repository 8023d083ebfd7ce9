// Shows a password while it is typed, for whoever wants to see it.

/** Let the button inside `element` show and hide what its field holds. */
export function start(element) {
  const field = element.querySelector("input");
  const button = element.querySelector("button");
  const [show, hide] = button.children;
  const turn = (shown) => {
    field.type = shown ? "text" : "password";
    show.hidden = shown;
    hide.hidden = !shown;
  };
  button.hidden = false;
  button.addEventListener("click", () => { turn(field.type === "password"); field.focus(); });
  field.form?.addEventListener("submit", () => turn(false)); // a browser offers to keep a password, not a text
}
