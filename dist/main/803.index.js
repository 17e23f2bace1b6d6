module.exports = require("../shared/6060e92314b346a1.js");
