// The margin beside the pages: length, words of each section, findings, and all passages as a list.

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

const placeOf = ({ file, line }) => [file, line && `line ${line}`].filter(Boolean).join(", ");

export class Side {
  constructor(goTo, edit, mend) {
    this.goTo = goTo;
    this.edit = edit;
    this.mend = mend;
    this.at = -1;
    document.getElementById("outline").addEventListener("toggle", () => this.#outline());
  }

  show(whole) {
    this.whole = whole;
    this.at = -1;
    this.#length(whole.length, whole.words);
    const list = document.getElementById("findings");
    list.replaceChildren(...whole.findings.map((finding) => this.#finding(finding)));
    const none = whole.findings.length ? "" : " – none";
    document.getElementById("findings-title").textContent = `Findings${none}`;
    this.#outline();
  }

  // Lists the findings on the preview itself.
  remarks(findings) {
    document.getElementById("remarks").replaceChildren(...findings.map((finding) => this.#finding(finding)));
  }

  // Shows the card with errors over the pages, or hides it without any.
  card(card, findings, hasPages) {
    const now = JSON.stringify(findings);
    if (card.dataset.now === now) return;
    card.dataset.now = now;
    card.hidden = findings.length === 0;
    const count = findings.length > 1 ? `: ${findings.length} faults` : "";
    const title = hasPages ? `The brief has an error; these are its last good pages${count}` : `There are no pages yet${count}`;
    const list = make("ul");
    list.append(...findings.map((finding, at) => this.#finding(finding, at)));
    card.replaceChildren(make("h2", "", title), list);
  }

  // Goes to the next finding that has a place on a page.
  next() {
    const buttons = [...document.querySelectorAll("#findings button")];
    if (!buttons.length) return;
    this.at = (this.at + 1) % buttons.length;
    buttons[this.at].focus();
    buttons[this.at].click();
  }

  #length({ words, share }, sections) {
    const meter = document.getElementById("share");
    const table = document.getElementById("words");
    document.getElementById("length").textContent = words;
    meter.hidden = share === null;
    Object.assign(meter, { value: Math.min(share ?? 0, 1), high: 0.999, optimum: 0.5 });
    meter.textContent = words;
    const all = Object.values(sections).reduce((sum, count) => sum + count, 0);
    table.hidden = all === 0;
    table.tBodies[0].replaceChildren(
      ...Object.entries(sections).map(([name, count]) => {
        const row = make("tr");
        row.append(make("td", "", name), make("td", "", String(count)));
        row.append(make("td", "", `${Math.round((100 * count) / all)} %`));
        return row;
      }),
    );
  }

  // The item of a finding. With `at`, its index on the card, it has a button that opens its lines in a section.
  #finding(finding, at) {
    const item = make("li", `finding ${finding.severity}`);
    const where = [finding.page ? `page ${finding.page}` : "", placeOf(finding)].filter(Boolean).join(", ");
    const line = make(finding.page ? "button" : "p");
    if (finding.page) {
      line.type = "button";
      line.addEventListener("click", () => {
        const block = this.whole.blocks[finding.page - 1]?.[finding.block];
        if (block) this.edit(block);
        this.goTo(finding.page, block);
      });
    }
    line.append(make("span", "severity", `${finding.severity}: `), finding.message);
    item.append(line);
    if (finding.hint) item.append(make("p", "hint", finding.hint));
    if (where) item.append(make("p", "where", where));
    if (at !== undefined && finding.line && finding.file.endsWith(".md")) {
      const open = make("button", "open", "Open these lines");
      open.type = "button";
      open.addEventListener("click", () => this.mend(at));
      item.append(open);
    }
    return item;
  }

  // All passages, for those who work without a mouse. The list is filled only while it is open.
  #outline() {
    const list = document.getElementById("passages");
    if (!document.getElementById("outline").open || !this.whole) {
      list.replaceChildren();
      return;
    }
    list.replaceChildren(
      ...this.whole.blocks.flatMap((blocks, at) =>
        blocks.map((block) => {
          const item = make("li");
          const button = make("button");
          button.type = "button";
          const lines = block.first === block.last ? block.first : `${block.first}–${block.last}`;
          button.append(make("span", "where", `Page ${at + 1}, ${block.file} ${lines}: `), block.text || "picture");
          button.addEventListener("click", () => {
            this.goTo(at + 1, block);
            this.edit(block);
          });
          item.append(button);
          return item;
        }),
      ),
    );
  }
}
