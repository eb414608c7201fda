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

  const height = (spec, width) => {
    if (spec.layout.grid) return panels(spec, width).height;
    return spec.layout.height + (width < NARROW && bars(spec).length ? LYING_BAR : 0);
  };

  return { NARROW, bars, panels, height };
})();
