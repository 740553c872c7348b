//! A photo as a camera leaves it, and a person who adds one on the page that is open.

/// Where it was taken: what a camera writes into a picture.
export const PLACE = Buffer.from("41.0082 N 28.9784 E");
const segment = (marker, content) => Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
const END = Buffer.from([0xff, 0xd9]);

/// Larger than one piece of an upload.
export function photo({ place }) {
  const points = Buffer.alloc(1_400_000, 0x5a);
  const told = place ? [segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), PLACE])), segment(0xfe, PLACE)] : [];
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...told, segment(0xdb, Buffer.from("tables")), segment(0xda, Buffer.from("scan")), points, END]);
}

export async function add({ page }, name, buffer) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add a file" }).click();
  await (await chooser).setFiles({ name, mimeType: "image/jpeg", buffer });
}
