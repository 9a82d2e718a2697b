/** Of the axis: closer to an end, a number would run into that of the end. */
const FREE_AT_ENDS = 0.14;
const MOST_TICKS = 3;
const STEPS = [1, 2, 5];

/** A value between the ends of an axis, with where it stands, 0-1. */
export interface Tick {
  readonly value: number;
  readonly place: number;
}

/** A few round values between the ends of an axis, as far as there is room beside the numbers at its ends. */
export function axisTicks(min: number, max: number): readonly Tick[] {
  const span = max - min;
  if (!(span > 0)) return [];
  const step = roundStep(span / (MOST_TICKS + 1));
  const first = Math.ceil(min / step);
  const count = Math.floor(max / step) - first + 1;
  return Array.from({ length: count }, (_, at) => toDecimals((first + at) * step, step))
    .map((value) => ({ value, place: (value - min) / span }))
    .filter(({ place }) => place >= FREE_AT_ENDS && place <= 1 - FREE_AT_ENDS)
    .slice(0, MOST_TICKS);
}

/** The smallest of 1, 2, 5, 10 … that is no less. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * power >= least) ?? 10) * power;
}

/** Without the noise of adding up steps such as 0.1. */
function toDecimals(value: number, step: number): number {
  return Number(value.toFixed(Math.max(0, -Math.floor(Math.log10(step)))));
}
