import { ThemeSwitch } from "../theme/theme-switch";

/** The last lines of a person's menu: the theme, and the way out. */
export function ThemeAndSignOut({ signOut }: { signOut: string }) {
  return (
    <>
      <div className="px-2 py-1.5">
        <ThemeSwitch />
      </div>
      <form action="/api/auth/signout" method="post">
        <button
          type="submit"
          className="w-full cursor-pointer rounded-md px-2 py-1.5 text-left hover:bg-sunken"
        >
          {signOut}
        </button>
      </form>
    </>
  );
}
