module.exports = require("../gc-token/917.index.js");
