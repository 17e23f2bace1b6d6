module.exports = require("../shared/13ab20d5237dc984.js");
