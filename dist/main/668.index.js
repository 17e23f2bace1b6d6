module.exports = require("../gc-token/668.index.js");
