/* Inflates plotly.js, which the page carries, and draws every figure in the page's own colours. No network. */
(() => {
  'use strict';

  const { palette, painted, inkOn } = colouring;
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const drawn = new Map();
  root.classList.add('scripted');

  /* ---- Words: cut and broken to fit, without cutting an escaped letter in two. ---- */

  const letters = (text) => text.match(/&(?:#\d+|[a-z]+);|[\s\S]/gu) || [];

  const shortened = (text, most) => {
    const all = letters(text);
    return all.length <= most ? text : all.slice(0, most - 1).join('').trimEnd() + '…';
  };

  const broken = (text, most) => {
    const lines = [''];
    for (const word of text.split(' ')) {
      const longer = lines.at(-1) ? lines.at(-1) + ' ' + word : word;
      if (letters(longer).length <= most || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.map((line) => shortened(line, most)).join('<br>');
  };

  const label = (text, most, upright) => {
    if (upright || letters(text).length <= most) return shortened(text, most);
    const lines = broken(text, most).split('<br>');
    return lines.slice(0, 2).join('<br>') + (lines.length > 2 ? '…' : '');
  };

  /* ---- The one place where figures get their looks. ---- */

  const axis = (own, colours, room) => {
    const looks = {
      automargin: true,
      fixedrange: room.narrow,
      showline: true,
      linecolor: colours.colour('axis'),
      linewidth: 1,
      zeroline: false,
      ticks: 'outside',
      ticklen: 5,
      tickcolor: colours.colour('axis'),
      tickfont: { size: room.small, color: colours.colour('quiet') },
      gridcolor: colours.colour('grid'),
      gridwidth: 1,
      nticks: room.narrow ? 6 : 0,
      ...own,
    };
    if (own.title) {
      const title = broken(own.title.text, room.title);
      looks.title = { ...own.title, text: title, standoff: 12, font: { size: room.size, color: colours.colour('text') } };
    }
    if (own.type === 'log' && !own.tickvals) {
      Object.assign(looks, { dtick: 1, exponentformat: 'power', minor: { ticks: 'outside', ticklen: 3, tickcolor: colours.colour('axis') } });
    }
    if (own.ticktext) {
      const crowded = own.type === 'log' && own.ticktext.length * room.label > room.width - 90;
      const longest = Math.max(...own.ticktext.map((text) => Math.min(letters(text).length, room.words)));
      const lying = own.type === 'log' || longest * 8 < (room.width - 170) / own.ticktext.length;
      looks.tickangle = room.upright && !lying ? -90 : 0;
      looks.ticktext = own.ticktext.map((text, index) => (crowded && index % 2 ? '' : label(text, room.words, room.upright)));
    }
    return looks;
  };

  const room = (width, height) => {
    const narrow = width < arrangement.NARROW;
    return {
      narrow, width, height,
      size: narrow ? 13 : 14, small: narrow ? 12 : 13, label: 34,
      words: narrow ? 16 : 34, acrossTitle: Math.floor((width - 80) / 7.5), alongTitle: Math.floor((height - 110) / 7.5),
    };
  };

  const bar = (own, colours, space) => ({
    thickness: 12, outlinewidth: 0, ticks: '', tickfont: { size: space.small, color: colours.colour('quiet') },
    ...(space.narrow
      ? { orientation: 'h', x: 0, xref: 'container', xanchor: 'left', y: 1 - 52 / space.height, yref: 'container', yanchor: 'bottom', len: 0.98, lenmode: 'fraction' }
      : { len: 1, lenmode: 'fraction', xpad: 12 }),
    ...own,
    title: space.narrow ? undefined : { ...own.title, side: 'right', font: { size: space.small, color: colours.colour('text') } },
  });

  /* Numbers in the cells of a heat map, where there is room for them. */
  const cellNumbers = (own, space) => {
    const cells = own.z.flatMap((row, y) => row.map((z, x) => ({ x, y, z }))).filter(({ z }) => z !== null);
    const values = cells.map(({ z }) => z);
    const mid = own.zmid ?? null;
    const reach = mid === null ? 0 : Math.max(...values.map((z) => Math.abs(z - mid)));
    const low = own.zmin ?? (mid === null ? Math.min(...values) : mid - reach);
    const high = own.zmax ?? (mid === null ? Math.max(...values) : mid + reach);
    return {
      type: 'scatter', mode: 'text', hoverinfo: 'skip', showlegend: false,
      x: cells.map(({ x }) => x), y: cells.map(({ y }) => y),
      text: values.map((z) => z.toFixed(2).replace('-', '−')),
      textfont: { size: space.narrow ? 11 : 13, color: values.map((z) => inkOn((z - low) / (high - low || 1), own.colorscale)) },
    };
  };

  const traces = (own, colours, space) => {
    const made = [trace(own, colours, space)];
    // Where there is no scale, cells are of a kind and have no numbers.
    const numbered = own.type === 'heatmap' && own.showscale !== false;
    if (numbered && (space.width - 170) / own.x.length >= 34) made.push(cellNumbers(own, space));
    return made;
  };

  const trace = (own, colours, space) => {
    const looks = { ...own };
    if (own.colorbar) looks.colorbar = bar(own.colorbar, colours, space);
    if (own.marker && own.marker.colorbar) {
      looks.marker = { ...own.marker, colorbar: bar(own.marker.colorbar, colours, space) };
    }
    if (own.name) looks.name = broken(own.name, space.narrow ? 36 : 60);
    return looks;
  };

  const looks = (spec, colours, width) => {
    const height = arrangement.height(spec, width);
    const space = room(width, height);
    const [bar] = arrangement.bars(spec);
    const named = spec.data.filter((own) => own.name && own.showlegend !== false).length > 1;
    const layout = {
      ...spec.layout,
      height,
      autosize: true,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: colours.font, size: space.small, color: colours.colour('text') },
      margin: { l: 8, r: space.narrow ? 8 : 16, t: space.narrow ? (bar ? 68 : 12) : named ? 44 : 24, b: 8, pad: 0 },
      colorway: [0, 1, 2, 3, 4, 5, 6, 7].map((series) => colours.colour('series-' + series)),
      hovermode: 'closest',
      dragmode: space.narrow ? false : 'zoom',
      hoverlabel: {
        bgcolor: colours.colour('raised'), bordercolor: colours.colour('axis'), align: 'left', namelength: -1,
        font: { family: colours.font, size: space.small, color: colours.colour('text') },
      },
      legend: {
        orientation: 'h', x: 0, xanchor: 'left', font: { size: space.small, color: colours.colour('text') },
        ...(space.narrow ? { yref: 'container', y: 0, yanchor: 'bottom' } : { y: 1.02, yanchor: 'bottom' }),
      },
      bargap: 0.25,
      bargroupgap: 0.08,
      modebar: {
        bgcolor: 'rgba(0,0,0,0)', color: colours.colour('quiet'), activecolor: colours.colour('text'),
      },
    };
    if (space.narrow && bar) {
      // A lying bar would put its title over itself; the figure's own title is free, for the page has a heading.
      layout.title = { text: bar.title.text, x: 0, xref: 'container', y: 1 - 4 / height, yref: 'container', yanchor: 'top', font: { size: space.small } };
    }
    if (layout.grid) {
      const { margin, grid, side } = arrangement.panels(spec, width);
      const titles = layout.annotations.map((own) => ({ ...own, text: shortened(own.text, Math.floor(side / 7)), font: { size: space.small } }));
      Object.assign(layout, { margin, grid, annotations: titles });
    } else {
      layout.xaxis = axis(layout.xaxis || {}, colours, { ...space, title: space.acrossTitle, upright: true });
      layout.yaxis = axis(layout.yaxis || {}, colours, { ...space, title: space.alongTitle });
    }
    return { data: spec.data.flatMap((own) => traces(own, colours, space)), layout };
  };

  /* ---- Saving: a saved picture carries its title and stands on the page's colour. ---- */

  const save = (format) => (plot) => {
    const { figure } = drawn.get(plot);
    const colours = palette(root);
    const title = { text: figure.title, x: 0, xref: 'paper', font: { size: 18, color: colours.colour('text') } };
    const made = looks(painted(figure.spec, colours), colours, 900);
    const { height, margin } = made.layout;
    Object.assign(made.layout, { title, paper_bgcolor: colours.colour('page'), margin: { l: 24, r: Math.max(24, margin.r), t: 96, b: 24 } });
    window.Plotly.downloadImage(made, { format, width: 900, height: height + 60, scale: 2, filename: figure.id });
  };

  const config = () => ({
    displayModeBar: window.matchMedia('(hover: hover)').matches ? 'hover' : false,
    displaylogo: false,
    showLink: false,
    plotlyServerURL: '',
    topojsonURL: '',
    modeBarButtons: [[
      { name: 'png', title: 'Save as PNG', icon: window.Plotly.Icons.camera, click: save('png') },
      { name: 'svg', title: 'Save as SVG', icon: window.Plotly.Icons.disk, click: save('svg') },
      'resetScale2d',
    ]],
  });

  /* ---- Drawing, and drawing again when colours or room change. ---- */

  const draw = (plot, place) => {
    const { figure } = drawn.get(plot);
    const colours = palette(place);
    const width = plot.clientWidth;
    const made = looks(painted(figure.spec, colours), colours, width);
    drawn.get(plot).width = width;
    plot.style.setProperty('--height', made.layout.height + 'px');
    return window.Plotly.react(plot, made.data, made.layout, config());
  };

  const drawAll = (place) => drawn.forEach((state, plot) => draw(plot, place));

  const begin = (plot) => {
    const spec = JSON.parse(plot.parentElement.querySelector('script[type="application/json"]').textContent);
    const heading = plot.parentElement.getAttribute('aria-label').replace(/&/g, '&amp;').replace(/</g, '&lt;');
    drawn.set(plot, { figure: { spec, id: plot.parentElement.id, title: heading } });
    plot.replaceChildren();
    return draw(plot, root);
  };

  const inflate = async () => {
    const packed = atob(document.getElementById('plotly').textContent);
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const script = document.createElement('script');
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    if (!window.Plotly) throw new Error('plotly.js did not start');
  };

  const giveUp = (reason) => {
    root.classList.remove('scripted');
    document.querySelectorAll('.plot-note').forEach((note) => {
      note.textContent = `This figure could not be drawn in this browser (${reason}). The table below holds its numbers.`;
    });
  };

  const watch = () => {
    dark.addEventListener('change', () => drawAll(root));
    window.addEventListener('beforeprint', () => drawAll(document.querySelector('.on-paper')));
    window.addEventListener('afterprint', () => drawAll(root));
    const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
      if (drawn.get(target).width !== target.clientWidth) requestAnimationFrame(() => draw(target, root));
    }));
    drawn.forEach((state, plot) => sizes.observe(plot));
  };

  const start = async () => {
    const plots = [...document.querySelectorAll('.plot')];
    if (!plots.length) return;
    if (typeof DecompressionStream === 'undefined') {
      giveUp('it has no DecompressionStream');
      return;
    }
    try {
      await inflate();
      for (const plot of plots) {
        await begin(plot);
        await new Promise((next) => setTimeout(next));
      }
      watch();
    } catch (error) {
      giveUp(error.message);
      console.error(error);
    }
  };

  document.addEventListener('DOMContentLoaded', start);
})();
