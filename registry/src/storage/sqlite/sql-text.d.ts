/** Migrations are imported as text, so that a single executable carries them. */
declare module "*.sql" {
  const text: string;
  export default text;
}
