module.exports = require("../shared/d668f19bdfe9b70c.js");
