import type { ComponentType } from "react";

/** The code of a page did not arrive: the server is lost, or a newer one no longer has the file. */
export class PageNotLoaded extends Error {
  constructor(cause: unknown) {
    super("The code of this page did not arrive from the server.", { cause });
    this.name = "PageNotLoaded";
  }
}

/** A page whose code is loaded when it is first opened. */
export function lazyPage(load: () => Promise<ComponentType>): () => Promise<{ Component: ComponentType }> {
  return async () => {
    try {
      return { Component: await load() };
    } catch (error) {
      throw new PageNotLoaded(error);
    }
  };
}
