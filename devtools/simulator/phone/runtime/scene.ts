/** The picture before a camera when the host gives none: bars and the time, never the same twice. */

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
  pen.font = '64px sans-serif';
  pen.textAlign = 'center';
  pen.fillText(now.toISOString(), 640, 500);
  return canvas.toDataURL('image/jpeg', 0.85);
}
