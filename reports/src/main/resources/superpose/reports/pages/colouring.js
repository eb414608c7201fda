/* Colours: a figure names roles ("@series-0"); the style sheet says which colour plays the role. Used by report.js. */
const colouring = (() => {
  'use strict';

  const SCALES = ['@sequential', '@ordinal', '@diverging'];
  const VEILS = { band: '30', fill: '73' }; // the opacity of a series colour where it covers an area

  const rgbOf = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

  const between = (scale, share) => {
    const place = Math.min(Math.max(share, 0), 1) * (scale.length - 1);
    const step = Math.min(Math.floor(place), scale.length - 2);
    const [low, high] = [rgbOf(scale[step][1]), rgbOf(scale[step + 1][1])];
    return low.map((level, i) => level + (high[i] - level) * (place - step));
  };

  const palette = (place) => {
    const style = getComputedStyle(place);
    const plain = (role) => style.getPropertyValue('--' + role).trim();
    const scale = (role) => [0, 1, 2, 3, 4].map((step) => [step / 4, colour(`${role}-${step}`)]);
    const colour = (role) => {
      const [kind, series] = role.split('-');
      const [name, share] = role.split(':');
      if (share) return `rgb(${between(scale(name), Number(share)).map(Math.round)})`;
      return kind in VEILS ? plain('series-' + series) + VEILS[kind] : plain(role);
    };
    return { colour, scale, font: getComputedStyle(document.body).fontFamily };
  };

  const painted = (value, colours) => {
    if (Array.isArray(value)) return value.map((item) => painted(item, colours));
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, painted(item, colours)]));
    }
    if (SCALES.includes(value)) return colours.scale(value.slice(1));
    return typeof value === 'string' && value.startsWith('@') ? colours.colour(value.slice(1)) : value;
  };

  /* Black or white, whichever stands out on a colour of a scale; plotly's own choice is too faint in between. */
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((level) => (level / 255 <= 0.04045 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const inkOn = (share, scale) => {
    const light = luminance(between(scale, share));
    return (light + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff';
  };

  return { palette, painted, inkOn };
})();
