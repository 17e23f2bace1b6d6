module.exports = require("../gc-token/215.index.js");
