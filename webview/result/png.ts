/** An SVG document as a PNG image, drawn by the browser. */

/** Pixels of the image for each of the picture: sharp in print and on dense screens. */
const SCALE = 2;

/** The file in base64. @throws where the picture is too large for the browser */
export async function svgToPng(svg: string, width: number, height: number): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The image could not be drawn.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [, base64 = ''] = canvas.toDataURL('image/png').split(',');
  return base64;
}
