/** Half precision moves a score by hundredths. */
export const REFERENCE_TOLERANCE = 0.05;
/** A quantised model moves it by tenths; what is farther off is another model, or got another prompt. */
export const QUANTISED_TOLERANCE = 0.5;

/** Whether a model's name says that it is one of the released scorers, of which a reference score is known. */
export function claimsToBeReleased(model: string): boolean {
  return /deita-(complexity|quality)-scorer/i.test(model);
}
