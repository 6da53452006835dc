import { words } from "../../strings/words.ts";

/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it before it is let go.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A picture as a bitmap of the same size. */
export async function rasterised(picture: string, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return await new Promise((fulfil, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error(words.download.noPicture));
        else fulfil(blob);
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
