// The generator alone: the package's main file also loads the other generators and calls
// Math.random while loading, and its typings do not cover the deep import.
declare module "seedrandom/lib/alea.js" {
  interface Alea {
    /** The next 32 random bits as a signed integer. */
    int32(): number;
    /** The next 53 random bits, [0,1). */
    double(): number;
  }
  export default function alea(seed: string): Alea;
}
