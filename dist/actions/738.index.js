module.exports = require("../shared/d214d9cc240d03a1.js");
