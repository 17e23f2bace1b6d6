module.exports = require("../gc-token/323.index.js");
