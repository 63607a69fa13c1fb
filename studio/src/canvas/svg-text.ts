import type { Size } from "#schemas/convert/node-sizes.ts";

/** An SVG whose style variables are replaced by their values: outside of the page nobody knows them. */
export function resolveVariables(svg: string, valueOf: (name: string) => string): string {
  // Only values of styles: names of markers hold variables too, and must stay as their edges say them.
  return svg.replaceAll(/(:\s*)var\((--[\w-]+)\)/g, (all, colon: string, name: string) => {
    const value = valueOf(name === "--edge" ? "--line-strong" : name).trim();
    return value === "" ? all : colon + value;
  });
}

/** Draws an SVG in pixels, `ratio` of them for one of its own. */
export async function svgToPng(svg: string, { width, height }: Size, ratio: number): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const surface = document.createElement("canvas");
  surface.width = Math.floor(width * ratio);
  surface.height = Math.floor(height * ratio);
  surface.getContext("2d")?.drawImage(image, 0, 0, surface.width, surface.height);
  return new Promise((resolve) => surface.toBlob(resolve, "image/png"));
}
