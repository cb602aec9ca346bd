/** The documentation of the API, which the server answers under /api/docs. */
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";

SwaggerUI({ url: "/api/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
