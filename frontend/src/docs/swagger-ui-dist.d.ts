declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  interface Options {
    url: string;
    dom_id: string;
    deepLinking: boolean;
    /** Null: the document is not sent to a validator on the internet. */
    validatorUrl: string | null;
  }

  export default function SwaggerUI(options: Options): unknown;
}
