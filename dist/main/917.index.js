module.exports = require("../shared/1bbc7ada56a1c050.js");
