module.exports = require("../gc-token/419.index.js");
