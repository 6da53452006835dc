/** Files of the lessons, in the order in which they are taught. */
export const lessonOrder: readonly string[] = [
  "example-or-cause",
  "cost-or-alignment",
  "beraja-or-greitens",
  "price-war-game",
  "tipping-moratoria",
  "treaty-design",
  "lock-in",
  "measuring-rights",
];
