// The sheets: pictures of pages in their true proportions, and the marks on them.

const POINTS_TO_PIXELS = 96 / 72;
const WIDTH_STEP = 40; // the server draws pictures whose widths are multiples of this

export class Pages {
  constructor(frame, list, choose) {
    this.frame = frame;
    this.list = list;
    this.choose = choose;
    this.sheets = [];
    this.view = { pages: [], before: [], settling: false };
    this.blocks = [];
    const narrow = matchMedia("(max-width: 860px)");
    narrow.addEventListener("change", () => this.#watch(narrow.matches));
    this.#watch(narrow.matches);
    new ResizeObserver(() => this.#size()).observe(frame);
    addEventListener("resize", () => this.#size()); // such as when the window moves to a screen of another density
  }

  // Watches which sheets are in sight, or nearly: in the window if it is narrow, otherwise in the frame.
  #watch(narrow) {
    this.seen?.disconnect();
    this.seen = new IntersectionObserver((entries) => entries.forEach((one) => this.#sight(one)), {
      root: narrow ? null : this.frame,
      rootMargin: "900px",
    });
    this.sheets.forEach((sheet) => this.seen.observe(sheet.figure));
  }

  set zoom(value) {
    this._zoom = value;
    this.#size();
  }

  set pairs(on) {
    this._pairs = on;
    this.#lay();
  }

  set compare(on) {
    this._compare = on;
    this.#lay();
  }

  // The scale at which the first page is shown: 1 is its size on paper.
  get scale() {
    const sheet = this.sheets[0];
    return sheet ? sheet.figure.offsetWidth / (sheet.page.width * POINTS_TO_PIXELS) : 1;
  }

  // Shows a view. After a new build, `whole` has the blocks on its pages and those that changed; otherwise undefined.
  take(view, whole) {
    this.view = view;
    if (whole) {
      this.blocks = whole.blocks;
      this.findings = whole.findings;
    }
    this.list.classList.toggle("settling", view.settling);
    this.#lay(whole?.changed);
  }

  // Scrolls on by a number of pages; back if it is negative.
  go(by) {
    const top = this.frame.getBoundingClientRect().top;
    const now = this.sheets.filter((one) => one.figure.getBoundingClientRect().top <= top + 60).length - 1;
    this.sheets[Math.min(Math.max(now + by, 0), this.sheets.length - 1)]?.figure.scrollIntoView({ block: "start" });
  }

  // Scrolls to a page, or to a block on it, which is then marked.
  show(number, block) {
    const sheet = this.sheets.find((one) => one.number === number && !one.before);
    if (!sheet) return;
    if (block) this.mark(block);
    const target = sheet.figure.querySelector(".spot.chosen") ?? sheet.figure;
    target.scrollIntoView({ block: block ? "center" : "start" });
  }

  // Marks a block on every page that it is on; without a block, only removes the mark.
  mark(block) {
    this.list.querySelectorAll(".spot.chosen").forEach((spot) => spot.remove());
    for (const sheet of block ? this.sheets : []) {
      if (sheet.before) continue;
      for (const one of this.blocks[sheet.number - 1] ?? []) {
        if (one.key === block.key) this.#spot(sheet, one.box, "chosen");
      }
    }
  }

  #lay(changed) {
    const { pages, before } = this.view;
    const comparing = this._compare && before.length > 0;
    const wanted = comparing
      ? Array.from({ length: Math.max(pages.length, before.length) }, (_, at) => [
          { page: before[at], number: at + 1, before: true },
          { page: pages[at], number: at + 1, before: false },
        ]).flat()
      : pages.map((page, at) => ({ page, number: at + 1, before: false }));
    this.list.classList.toggle("pairs", Boolean(comparing || this._pairs));
    while (this.sheets.length > wanted.length) this.sheets.pop().item.remove();
    while (this.sheets.length < wanted.length) this.sheets.push(this.#sheet());
    wanted.forEach((one, at) => this.#fill(this.sheets[at], one));
    this.#size();
    for (const [number, boxes] of Object.entries(changed ?? {})) this.#flash(Number(number), boxes);
  }

  #sheet() {
    const [item, figure, picture, caption] = ["li", "figure", "img", "figcaption"].map((tag) =>
      document.createElement(tag),
    );
    figure.append(picture, caption);
    item.append(figure);
    this.list.append(item);
    const sheet = { item, figure, picture, caption, key: "", wide: 0, near: false };
    figure.addEventListener("pointermove", (event) => this.#hover(sheet, event));
    figure.addEventListener("pointerleave", () => this.#hover(sheet, null));
    figure.addEventListener("click", (event) => {
      if (!sheet.before) this.choose(this.#at(sheet, event));
    });
    figure.sheet = sheet;
    this.seen.observe(figure);
    return sheet;
  }

  #fill(sheet, { page, number, before }) {
    const { item, figure, picture, caption } = sheet;
    item.style.visibility = page ? "" : "hidden";
    Object.assign(sheet, { page: page ?? { key: "", width: 612, height: 792 }, number, before });
    picture.alt = before ? `Page ${number} at the start` : `Page ${number}`;
    caption.textContent = before ? `${number}, at the start` : String(number);
    figure.id = before ? `start-${number}` : `page-${number}`;
    figure.toggleAttribute("data-new", !before && sheet.page.key.endsWith("-at-once"));
    figure.querySelectorAll(".spot.finding").forEach((spot) => spot.remove());
    for (const finding of before ? [] : (this.findings ?? [])) {
      const block = finding.page === number && this.blocks[number - 1]?.[finding.block];
      if (block) this.#spot(sheet, block.box, "finding");
    }
  }

  #size() {
    const style = getComputedStyle(this.frame);
    const columns = this.list.classList.contains("pairs") ? 2 : 1;
    const room = this.frame.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    for (const sheet of this.sheets) {
      const { width, height } = sheet.page;
      const fit = (room - 22 * (columns - 1)) / columns;
      const tall = (Math.max(this.frame.clientHeight, 400) - 60) * (width / height);
      const shown =
        this._zoom === "width" ? fit : this._zoom === "page" ? Math.min(fit, tall) : width * POINTS_TO_PIXELS * this._zoom;
      sheet.figure.style.width = `${Math.max(shown, 80)}px`;
      sheet.figure.style.height = `${(Math.max(shown, 80) * height) / width}px`;
      this.#draw(sheet);
    }
  }

  #sight(entry) {
    entry.target.sheet.near = entry.isIntersecting;
    this.#draw(entry.target.sheet);
  }

  // Loads the picture of a page that is in sight, or nearly; the old picture stays until the new one can be painted.
  async #draw(sheet) {
    const { key } = sheet.page;
    const wide = Math.ceil((sheet.figure.offsetWidth * devicePixelRatio) / WIDTH_STEP) * WIDTH_STEP;
    if (!sheet.near || !key || (sheet.key === key && sheet.wide === wide)) return;
    Object.assign(sheet, { key, wide });
    const next = new Image();
    next.src = `picture/${key}?width=${wide}`;
    try {
      await next.decode();
    } catch {
      if (sheet.key === key) sheet.key = "";
      return;
    }
    if (sheet.key === key && sheet.wide === wide) {
      sheet.picture.src = next.src;
      sheet.figure.dataset.key = key;
    }
  }

  #at(sheet, event) {
    if (sheet.before) return null;
    const edge = sheet.figure.getBoundingClientRect();
    const scale = sheet.page.width / edge.width;
    const [x, y] = [(event.clientX - edge.left) * scale, (event.clientY - edge.top) * scale];
    return (this.blocks[sheet.number - 1] ?? [])
      .filter(({ box }) => x >= box[0] - 2 && x <= box[0] + box[2] + 2 && y >= box[1] - 2 && y <= box[1] + box[3] + 2)
      .sort((one, other) => one.box[2] * one.box[3] - other.box[2] * other.box[3])[0];
  }

  #hover(sheet, event) {
    const block = event && this.#at(sheet, event);
    if (sheet.over === block) return;
    sheet.over = block;
    sheet.figure.classList.toggle("can", Boolean(block));
    sheet.figure.querySelectorAll(".spot.hover").forEach((spot) => spot.remove());
    if (block) this.#spot(sheet, block.box, "hover");
  }

  #flash(number, boxes) {
    const sheet = this.sheets.find((one) => one.number === number && !one.before);
    for (const box of sheet ? boxes : []) {
      const spot = this.#spot(sheet, box, "flash");
      setTimeout(() => spot.remove(), 1000);
    }
  }

  #spot(sheet, [x, y, width, height], kind) {
    const spot = document.createElement("div");
    const page = sheet.page;
    spot.className = `spot ${kind}`;
    spot.style.left = `${(100 * x) / page.width}%`;
    spot.style.top = `${(100 * y) / page.height}%`;
    spot.style.width = `${(100 * width) / page.width}%`;
    spot.style.height = `${(100 * height) / page.height}%`;
    sheet.figure.append(spot);
    return spot;
  }
}
