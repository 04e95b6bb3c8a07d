// The passage that was chosen: its place, and its Markdown to edit.

const $ = (id) => document.getElementById(id);

export class Edit {
  constructor(mark) {
    this.mark = mark;
    this.passage = null;
    $("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    $("cancel").addEventListener("click", () => this.close());
    $("copy").addEventListener("click", () => this.#copy());
    $("open-editor").addEventListener("click", () => this.#open());
    $("bold").addEventListener("click", () => this.#around("**", "**"));
    $("italic").addEventListener("click", () => this.#around("*", "*"));
    $("note").addEventListener("click", () => this.#note());
    $("source").addEventListener("change", () => {
      if ($("source").value) this.#around("", ` [@${$("source").value}]`);
      $("source").value = "";
    });
    $("take-theirs").addEventListener("click", () => this.#fill(this.theirs));
    $("passage").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#save();
    });
  }

  sources(sources) {
    const options = Object.entries(sources).map(([key, title]) => new Option(`${key} – ${title}`.slice(0, 90), key));
    $("source").replaceChildren(new Option("Choose…", ""), ...options);
    $("source").disabled = options.length === 0;
  }

  async show(block) {
    if (this.#unsaved() && !confirm("Leave this passage? What you have typed is not saved.")) return;
    this.returnTo = document.activeElement;
    this.block = block;
    const answer = await fetch(`block/${block.key}`);
    if (answer.ok) {
      this.#fill(await answer.json());
    } else {
      this.#fill({ file: block.file, first: block.first, last: block.last, text: "", key: "" });
      $("text").disabled = true;
      await this.#refused(answer, "These pages are being made anew. Choose the passage again in a moment.");
    }
    $("passage").hidden = false;
    this.mark(block);
    $("passage-title").focus();
  }

  close() {
    $("passage").hidden = true;
    this.passage = null;
    this.mark(null);
    if (this.returnTo?.isConnected) this.returnTo.focus();
  }

  #unsaved() {
    return this.passage && !$("passage").hidden && $("text").value !== this.passage.text;
  }

  #fill(passage) {
    this.passage = passage;
    this.theirs = null;
    $("conflict").hidden = true;
    $("problem").textContent = "";
    $("text").disabled = false;
    $("text").value = passage.text;
    const { file, first, last } = passage;
    $("place").textContent = first === last ? `${file}, line ${first}` : `${file}, lines ${first} to ${last}`;
  }

  async #save() {
    if ($("save").disabled) return;
    $("save").disabled = true;
    try {
      await this.#sent();
    } finally {
      $("save").disabled = false;
    }
  }

  async #sent() {
    const key = this.theirs ? this.theirs.key : this.passage.key;
    const answer = await fetch(`save/${key}`, { method: "POST", body: JSON.stringify({ text: $("text").value }) });
    if (answer.ok) {
      this.passage.text = $("text").value;
      this.close();
      $("status").textContent = "Saved. The pages are being made…";
    } else {
      await this.#refused(answer, "The file was changed in the meantime, and this passage is gone from it.");
    }
  }

  async #refused(answer, gone) {
    const said = answer.status === 409 || answer.status === 422 ? await answer.json() : {};
    $("conflict").hidden = true;
    $("problem").textContent = "";
    if (said.now) {
      this.theirs = said.now;
      $("theirs").value = said.now.text;
      $("conflict").hidden = false;
    } else if (said.findings) {
      $("problem").textContent = said.findings.map((one) => `${one.message}: ${one.hint}`).join("\n");
    } else {
      $("problem").textContent = gone;
    }
  }

  async #copy() {
    await navigator.clipboard.writeText(`${this.passage.file}:${this.passage.first}`);
    $("status").textContent = "The place was copied.";
  }

  async #open() {
    const answer = await fetch(`open/${this.block.key}`, { method: "POST", body: "{}" });
    const { findings = [] } = answer.ok ? await answer.json() : {};
    $("problem").textContent = findings.map((one) => `${one.message}. ${one.hint}`).join("\n");
  }

  // Puts signs around what is selected.
  #around(before, after) {
    const text = $("text");
    const { selectionStart: from, selectionEnd: to } = text;
    text.setRangeText(`${before}${text.value.slice(from, to)}${after}`, from, to, "end");
    if (from === to && before) text.setSelectionRange(from + before.length, from + before.length);
    text.focus();
  }

  #note() {
    const text = $("text");
    let number = 1;
    while (text.value.includes(`[^new-${number}]`)) number += 1;
    const at = text.selectionEnd;
    text.setRangeText(`[^new-${number}]`, at, at, "end");
    text.value = `${text.value.trimEnd()}\n\n[^new-${number}]: `;
    text.setSelectionRange(text.value.length, text.value.length);
    text.focus();
  }
}
