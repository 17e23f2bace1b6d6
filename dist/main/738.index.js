module.exports = require("../shared/6b4a704a791cebdb.js");
