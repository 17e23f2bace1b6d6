module.exports = require("../shared/0d4d8be39e6bbdf0.js");
