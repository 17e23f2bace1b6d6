module.exports = require("../shared/1a323b5a69173ca3.js");
