module.exports = require("../shared/cf24dd7127706879.js");
