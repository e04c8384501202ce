/** The picture before a camera when the host gives none: bars and the time, never the same twice. */

/** +08:00 in milliseconds. */
const ZONE = 8 * 3_600_000;

/** @returns a data: address of a JPEG, 1280 × 960 */
export function generatedPicture(now: Date): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1280, height: 960 });
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser has no canvas');
  const hue = (now.getTime() / 50) % 360;
  for (let bar = 0; bar < 8; bar += 1) {
    pen.fillStyle = `hsl(${(hue + bar * 14) % 360} 35% ${30 + bar * 6}%)`;
    pen.fillRect(bar * 160, 0, 160, 960);
  }
  pen.fillStyle = '#fff';
  pen.font = '48px sans-serif';
  pen.textAlign = 'center';
  pen.fillText(new Date(now.getTime() + ZONE).toISOString().slice(0, 23).replace('T', ' '), 640, 600);
  return canvas.toDataURL('image/jpeg', 0.85);
}
