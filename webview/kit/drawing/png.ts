import { pictureOnWhite, WIDTH, type Drawing } from '../../../src/wording/pictures/svg';

/** Pixels of the picture for each of the drawing's units: enough for print. */
const SCALE = 2;

/** A drawing as a PNG on white ground, in Base64. */
export async function pngOf(drawing: Drawing): Promise<string> {
  const address = URL.createObjectURL(new Blob([pictureOnWhite(drawing)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [WIDTH * SCALE, drawing.height * SCALE];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
  } finally {
    URL.revokeObjectURL(address);
  }
}
