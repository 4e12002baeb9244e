// What a browser that may run scripts adds to the page: tables that sort, a
// flame graph to zoom and search, and findings that open when they are linked
// to or printed. Without it nothing is missing but these.
'use strict';
(() => {
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  // Figures as the page writes them: "146 us", "3.2 MiB", "+58 %", "2.8x".
  const scales = {
    ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1,
    B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40,
    k: 1e3, M: 1e6, G: 1e9, '%': 1e-2, '': 1,
  };
  const figure = text => {
    if (text === 'new') {
      return Infinity;
    }
    const parts = /^[^\d+-]*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*([a-zA-Z%]*)/.exec(text);
    if (parts === null) {
      return -Infinity;
    }
    return parts[2] === 'x' ? parts[1] - 1 : parts[1] * (scales[parts[2]] || 1);
  };

  const cell = (row, column) => row.cells[column].textContent.trim();

  const sortBy = (table, column, heading) => {
    const words = heading.className === 'words' || column === 0;
    const was = heading.getAttribute('aria-sort');
    const down = was ? was === 'ascending' : !words;
    for (const other of all(table, 'th[aria-sort]')) {
      other.removeAttribute('aria-sort');
    }
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const order = words
      ? (a, b) => cell(a, column).localeCompare(cell(b, column))
      : (a, b) => figure(cell(a, column)) - figure(cell(b, column)) || 0;
    for (const body of table.tBodies) {
      const rows = all(body, 'tr:not(.unit)').sort(order);
      body.append(...(down ? rows.reverse() : rows));
    }
  };

  for (const table of all(document, 'table.sortable')) {
    all(table, 'thead th').forEach((heading, column) => {
      const button = document.createElement('button');
      button.append(...heading.childNodes);
      button.addEventListener('click', () => sortBy(table, column, heading));
      heading.append(button);
    });
  }

  // A flame graph: its boxes are <g> with a title, a rectangle and perhaps a
  // label. The viewBox is 1200 wide; a row is 18 high.
  const setUpFlame = figureBox => {
    const svg = figureBox.querySelector('svg');
    const status = figureBox.querySelector('output');
    const search = figureBox.querySelector('input');
    const whole = svg.viewBox.baseVal.width;
    const boxes = all(svg, 'g').map(group => {
      const rectangle = group.querySelector('rect');
      const title = group.querySelector('title').textContent;
      const at = name => Number(rectangle.getAttribute(name));
      return {
        group, rectangle, title,
        label: group.querySelector('text'),
        name: title.slice(0, title.lastIndexOf(': ')),
        x: at('x'), y: at('y'), width: at('width'),
      };
    });
    const root = boxes[0];
    let current = root;

    const within = (inner, outer) =>
      inner.x >= outer.x - 0.06 && inner.x + inner.width <= outer.x + outer.width + 0.06;
    const parentOf = box => boxes.find(
      other => other.y === box.y - 18 && within(box, other));
    const childrenOf = box => boxes.filter(
      other => other.y === box.y + 18 && within(other, box));

    const write = (box, x, width) => {
      const room = Math.floor(width / 6.6);
      let text = box.name;
      if (text.length > room && text.includes('.')) {
        text = text.slice(text.indexOf('.') + 1);
      }
      if (text.length > room) {
        text = room > 4 ? text.slice(0, room - 2) + '..' : '';
      }
      if (box.label === null && text !== '') {
        box.label = document.createElementNS(svg.namespaceURI, 'text');
        box.label.setAttribute('y', box.y + 13);
        box.group.append(box.label);
      }
      if (box.label !== null) {
        box.label.textContent = text;
        box.label.setAttribute('x', x + 3);
      }
    };

    const zoom = view => {
      const factor = whole / view.width;
      for (const box of boxes) {
        const left = Math.max(0, (box.x - view.x) * factor);
        const right = Math.min(whole, (box.x + box.width - view.x) * factor);
        const seen = right - left > 0.3;
        box.group.style.display = seen ? '' : 'none';
        if (seen) {
          box.rectangle.setAttribute('x', left);
          box.rectangle.setAttribute('width', right - left);
          write(box, left, right - left);
        }
      }
      figureBox.querySelector('button').disabled = view === root;
    };

    const choose = box => {
      current.group.classList.remove('current');
      current = box;
      current.group.classList.add('current');
      status.textContent = box.title;
    };

    const find = () => {
      const wanted = search.value.trim().toLowerCase();
      const found = boxes.filter(
        box => wanted !== '' && box.name.toLowerCase().includes(wanted));
      for (const box of boxes) {
        box.group.classList.toggle('found', found.includes(box));
      }
      const outermost = found.filter(
        box => !found.some(other => other.y < box.y && within(box, other)));
      const width = outermost.reduce((sum, box) => sum + box.width, 0);
      status.textContent = wanted === '' ? '' : found.length + ' boxes, '
        + (100 * width / whole).toFixed(1) + ' % of the width';
    };

    const beside = step => {
      const row = boxes.filter(box => box.y === current.y);
      return row[row.indexOf(current) + step];
    };
    const keys = {
      ArrowUp: () => parentOf(current),
      ArrowDown: () => childrenOf(current)[0],
      ArrowLeft: () => beside(-1),
      ArrowRight: () => beside(1),
      Enter: () => { zoom(current); return current; },
      Escape: () => { zoom(root); return root; },
    };
    svg.addEventListener('keydown', event => {
      if (keys[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey) {
        choose(keys[event.key]() || current);
        event.preventDefault();
      }
    });
    boxes.forEach(box => box.group.addEventListener('click', () => {
      zoom(box);
      choose(box);
    }));
    figureBox.querySelector('button').addEventListener('click', () => {
      zoom(root);
      choose(root);
    });
    search.addEventListener('input', find);
    figureBox.querySelector('.tools').hidden = false;
    svg.setAttribute('role', 'application');
    svg.setAttribute('tabindex', '0');
  };
  all(document, '.flame-graph').forEach(setUpFlame);

  const openTarget = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // A '%' that encodes nothing: then the browser has found it, or nobody.
    }
    const closed = target && target.closest('details:not([open])');
    if (closed) {
      closed.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener('hashchange', openTarget);
  openTarget();

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all(document, 'details:not([open])');
    opened.forEach(details => { details.open = true; });
  });
  addEventListener('afterprint', () => {
    opened.forEach(details => { details.open = false; });
  });
})();
