module.exports = require("../shared/f2383120082be0f1.js");
