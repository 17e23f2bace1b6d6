module.exports = require("../gc-token/348.index.js");
