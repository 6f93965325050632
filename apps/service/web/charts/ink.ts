/** Colours that keep apart in print, and decals that keep apart without colour. */
export const ink = {
  confirmed: { color: '#0b4f4a' },
  expected: {
    color: '#7fb5ae',
    decal: {
      symbol: 'rect',
      color: '#0b4f4a',
      dashArrayX: [1, 0],
      dashArrayY: [2, 5],
      rotation: -Math.PI / 4,
    },
  },
  indicative: {
    color: '#eef4f3',
    borderColor: '#0b4f4a',
    borderWidth: 1.5,
    decal: {
      symbol: 'circle',
      symbolSize: 0.7,
      color: '#0b4f4a',
      dashArrayX: [
        [6, 6],
        [0, 6, 6, 0],
      ],
      dashArrayY: [5, 0],
    },
  },
  committed: {
    color: '#f4b942',
    borderColor: '#7a5200',
    borderWidth: 1.5,
    decal: {
      symbol: 'rect',
      color: '#7a5200',
      dashArrayX: [1, 0],
      dashArrayY: [1, 7],
      rotation: Math.PI / 4,
    },
  },
  /** Confirmed, but only up to a day on which it may be broken off. */
  afterBreak: {
    color: '#c9dedb',
    borderColor: '#0b4f4a',
    borderWidth: 1,
    decal: {
      symbol: 'rect',
      color: '#0b4f4a',
      dashArrayX: [1, 0],
      dashArrayY: [1, 9],
      rotation: -Math.PI / 4,
    },
  },
  option: {
    color: '#ffffff',
    borderColor: '#505a5f',
    borderWidth: 1.5,
    borderType: 'dashed',
  },
} as const;

export const axisInk = {
  axisLine: { lineStyle: { color: '#505a5f' } },
  axisLabel: { color: '#0b0c0c', fontSize: 14 },
};
