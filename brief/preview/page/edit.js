// The chosen passage: its place, and its Markdown to edit.

const $ = (id) => document.getElementById(id);
const lines = ({ first, last }) => (first === last ? `line ${first}` : `lines ${first} to ${last}`);

export class Edit {
  constructor(mark) {
    this.mark = mark;
    this.passage = null;
    $("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    $("cancel").addEventListener("click", () => this.#left() && this.close());
    $("copy").addEventListener("click", () => this.#copy());
    $("open-editor").addEventListener("click", () => this.#open());
    $("bold").addEventListener("click", () => this.#around("**"));
    $("italic").addEventListener("click", () => this.#around("*"));
    $("note").addEventListener("click", () => this.#note());
    $("source").addEventListener("change", () => {
      if ($("source").value) this.#type(`${this.#selected()}[@${$("source").value}]`);
      $("source").value = "";
    });
    $("take-theirs").addEventListener("click", () => {
      this.#fill(this.theirs);
      $("text").focus();
    });
    $("keep-mine").addEventListener("click", () => this.#save(this.theirs));
    $("passage").addEventListener("keydown", (event) => this.#key(event));
    addEventListener("beforeunload", (event) => {
      if (this.#unsaved()) event.preventDefault();
    });
  }

  sources(sources) {
    const options = Object.entries(sources).map(
      ([key, title]) => new Option([key, title].filter(Boolean).join(" – ").slice(0, 90), key),
    );
    $("source").replaceChildren(new Option("Choose…", ""), ...options);
    $("source").disabled = options.length === 0;
  }

  // Opens the Markdown of a block.
  show(block) {
    const elsewhere = block.edits ? "" : `This stands in ${block.file}, ${lines(block)}. Change it there.`;
    return this.#show(block, elsewhere, `block/${block.key}`);
  }

  // Opens the Markdown around an error on the card.
  mend(number) {
    return this.#show(null, "", `error/${number}`);
  }

  close() {
    $("passage").hidden = true;
    this.passage = null;
    this.mark(null);
    (this.returnTo?.isConnected ? this.returnTo : $("pages")).focus();
  }

  async #show(block, elsewhere, path) {
    if (!this.#left()) return;
    const from = document.activeElement;
    this.returnTo = from && from !== document.body && !$("passage").contains(from) ? from : $("pages");
    this.block = block;
    const answer = elsewhere ? null : await fetch(path);
    const found = answer?.ok ? await answer.json() : null;
    $("elsewhere").textContent = elsewhere || "These lines are no longer in their file as they were.";
    this.#fill(found ?? { ...block, text: "", key: "" });
    $("elsewhere").hidden = Boolean(found);
    $("form").hidden = !found;
    $("passage").hidden = false;
    this.mark(block);
    (found ? $("text") : $("passage-title")).focus();
  }

  #unsaved() {
    return Boolean(this.passage?.key) && !$("passage").hidden && $("text").value !== this.passage.text;
  }

  // Whether the passage may be closed: it is saved, or the user agrees to discard what was typed.
  #left() {
    return !this.#unsaved() || confirm("Throw away what you have typed?");
  }

  #fill(passage) {
    this.passage = passage;
    this.#conflict(null);
    $("problem").textContent = "";
    $("text").value = passage.text;
    $("text").rows = Math.min(Math.max(Math.ceil(passage.text.length / 34), 4), 14);
    $("place").textContent = passage.file ? `${passage.file}, ${lines(passage)}` : "";
  }

  #conflict(theirs) {
    this.theirs = theirs;
    $("conflict").hidden = !theirs;
    $("form").classList.toggle("conflict", Boolean(theirs));
    $("theirs").value = theirs?.text ?? "";
  }

  // Saves the passage. In a conflict, only the button for that saves it, over the version of the others, `over`.
  async #save(over) {
    if ($("save").disabled || (this.theirs && !over)) return;
    $("save").disabled = true;
    try {
      const text = $("text").value;
      const key = (over ?? this.passage).key;
      const answer = await fetch(`save/${key}`, { method: "POST", body: JSON.stringify({ text }) });
      if (answer.ok) {
        this.passage.text = text;
        this.close();
      } else {
        await this.#refused(answer);
      }
    } catch {
      $("problem").textContent = "Nothing was saved: the preview has ended. Copy what you have typed.";
    } finally {
      $("save").disabled = false;
    }
  }

  async #refused(answer) {
    const said = answer.status === 409 || answer.status === 422 ? await answer.json() : {};
    this.#conflict(said.now ?? null);
    if (said.now) $("take-theirs").focus();
    const reasons = said.findings?.map((one) => `${one.message}. ${one.hint}`).join("\n");
    const gone = "Nothing was saved: this passage is no longer in its file. Copy what you have typed.";
    $("problem").textContent = said.now ? "" : (reasons ?? gone);
  }

  async #copy() {
    await navigator.clipboard.writeText(`${this.passage.file}:${this.passage.first}`);
    $("copy").textContent = "Copied";
    setTimeout(() => ($("copy").textContent = "Copy place"), 1500);
  }

  async #open() {
    if (!this.block) return;
    const answer = await fetch(`open/${this.block.key}`, { method: "POST", body: "{}" });
    const { findings = [] } = answer.ok ? await answer.json() : {};
    $("problem").textContent = findings.map((one) => `${one.message}. ${one.hint}`).join("\n");
  }

  #key(event) {
    const command = event.ctrlKey || event.metaKey;
    const action = { b: () => this.#around("**"), i: () => this.#around("*"), s: () => this.#save(), Enter: () => this.#save() };
    if (event.key === "Escape" && this.#left()) this.close();
    if (command && action[event.key] && this.passage?.key) {
      event.preventDefault();
      action[event.key]();
    }
  }

  #selected() {
    return $("text").value.slice($("text").selectionStart, $("text").selectionEnd);
  }

  // Replaces the selection as if it were typed, so that the browser can undo it.
  #type(words) {
    $("text").focus();
    document.execCommand("insertText", false, words);
  }

  // Adds signs around the selection, or removes them.
  #around(sign) {
    const text = $("text");
    const words = this.#selected();
    const [from, to] = [text.selectionStart, text.selectionEnd];
    const inside = words.length > 2 * sign.length && words.startsWith(sign) && words.endsWith(sign);
    const outside = text.value.slice(from - sign.length, from) === sign && text.value.slice(to, to + sign.length) === sign;
    if (!words && !outside) return;
    if (outside) text.setSelectionRange(from - sign.length, to + sign.length);
    const now = inside ? words.slice(sign.length, -sign.length) : outside ? words : `${sign}${words}${sign}`;
    this.#type(now);
    text.setSelectionRange(text.selectionEnd - now.length, text.selectionEnd);
  }

  #note() {
    const text = $("text");
    let number = 1;
    while (text.value.includes(`[^new-${number}]`)) number += 1;
    this.#type(`${this.#selected()}[^new-${number}]`);
    text.setSelectionRange(text.value.length, text.value.length);
    this.#type(`\n\n[^new-${number}]: `);
  }
}
