require("../actions/index.js").revoke();
