/** Documents of the lessons as their files hold them: see `web/build/lessons.ts`. */
declare module "virtual:lessons" {
  export const documents: readonly Readonly<Record<string, unknown>>[];
}
