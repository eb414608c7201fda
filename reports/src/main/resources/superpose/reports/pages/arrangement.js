/* How high a figure is and where its parts lie, by the width it is given; report.js draws it. */
const arrangement = (() => {
  'use strict';

  const NARROW = 560;
  const LEAST_SIDE = 105;
  const MOST_SIDE = 240;
  const HEADING = 30;
  const GAP = 6;
  const STANDING_BAR = 96;
  const LYING_BAR = 60;
  const LABELS = 70;
  const AROUND = 90;

  const bars = (spec) => spec.data.map((own) => own.colorbar || (own.marker && own.marker.colorbar)).filter(Boolean);

  /* Square panels, as many beside each other as keep a side that can be read. */
  const panels = (spec, width) => {
    const narrow = width < NARROW;
    const bar = bars(spec).length > 0;
    const count = spec.layout.annotations.length;
    const room = width - 16 - (bar && !narrow ? STANDING_BAR : 0);
    const fitting = Math.max(1, Math.min(spec.layout.grid.columns, Math.floor(room / LEAST_SIDE)));
    const rows = Math.ceil(count / fitting);
    const columns = Math.ceil(count / rows);
    const side = Math.min(MOST_SIDE, (room - (columns - 1) * GAP) / columns);
    const [wide, high] = [columns * side + (columns - 1) * GAP, rows * side + (rows - 1) * HEADING];
    const margin = { l: 8, r: width - 8 - wide, t: HEADING + (bar && narrow ? LYING_BAR : 0), b: 8, pad: 0 };
    const grid = { ...spec.layout.grid, rows, columns, xgap: GAP / (side + GAP), ygap: HEADING / (side + HEADING) };
    return { margin, grid, side, height: margin.t + high + margin.b };
  };

  /* The side of a matrix of square cells; 0 for any other figure. */
  const square = (spec, width) => {
    if (spec.layout.grid || !(spec.layout.yaxis || {}).scaleanchor) return 0;
    const room = width - LABELS - (width < NARROW ? 0 : STANDING_BAR);
    return Math.min(room, spec.layout.height - AROUND);
  };

  /* One label in how many can be read, where each has so many pixels and needs so many. */
  const every = (each, needed) => [1, 2, 5, 10, 20, 50].find((step) => step * each >= needed) || 100;

  const height = (spec, width) => {
    if (spec.layout.grid) return panels(spec, width).height;
    const side = square(spec, width);
    if (side) return side + AROUND + (width < NARROW ? LYING_BAR - 40 : 0);
    return spec.layout.height + (width < NARROW && bars(spec).length ? LYING_BAR : 0);
  };

  /* Labels at the right end of a plot stand in the margin, which plotly does not widen for them. */
  const beside = (spec) => {
    const labels = (spec.layout.annotations || []).filter((own) => own.xref === 'paper' && own.x === 1);
    return Math.max(0, ...labels.map((own) => 8 * own.text.length));
  };

  return { NARROW, LABELS, bars, panels, square, every, height, beside };
})();
