// A worker that never answers.
export default function work() {
  return new Promise(() => {});
}
