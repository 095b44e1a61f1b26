/** The action's result, or undefined where it throws: no fault of ours, or of the browser's, may reach the page. */
export const attempt = <Result>(action: () => Result): Result | undefined => {
  try {
    return action();
  } catch {
    return;
  }
};
