require("../actions/index.js").rotate();
