"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** A form's button: while the form is on its way it cannot be pressed again, and says so. */
export function Submit({ children, disabled, ...rest }: ComponentProps<typeof Button>) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" look="primary" {...rest} disabled={pending || disabled} aria-busy={pending}>
      {children}
    </Button>
  );
}
